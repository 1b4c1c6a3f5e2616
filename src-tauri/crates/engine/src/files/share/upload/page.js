"use strict";
// Sends the files that a person chooses, one after the other, by the form or the link that stands in
// the page, and says of each what came of it. Nothing is loaded, and nothing else is asked.
(() => {
  const { to, words } = JSON.parse(document.getElementById("data").textContent);
  const input = document.getElementById("choose");
  const list = document.getElementById("files");
  const drop = document.getElementById("drop");
  const waiting = [];
  let sending = false;

  /** What browsers tell no type of, and is one all the same. */
  const types = {
    avif: "image/avif", heic: "image/heic", heif: "image/heif", jxl: "image/jxl", tif: "image/tiff",
    tiff: "image/tiff", webp: "image/webp", mkv: "video/x-matroska", mov: "video/quicktime", flac: "audio/flac",
    m4a: "audio/mp4", opus: "audio/ogg", csv: "text/csv", log: "text/plain", md: "text/markdown",
  };

  function typeOf(file) {
    const ending = file.name.split(".").pop().toLowerCase();
    // Where a spreadsheet program is installed, browsers call it that program's own.
    if (ending === "csv") return types.csv;
    return file.type || (Object.hasOwn(types, ending) ? types[ending] : "application/octet-stream");
  }

  function fits(type) {
    if (to.is) return type === to.is;
    return type.startsWith(to.begins);
  }

  /** Why it would be refused, in words; null where nothing is against it. */
  function against(file) {
    if (Date.now() >= to.until) return words.ended;
    if (!to.fields) return null;
    if (file.size < to.smallest) return file.size === 0 ? words.empty : words.small;
    if (file.size > to.largest) return words.large;
    return fits(typeOf(file)) ? null : words.type;
  }

  /** A name that no other upload has: nobody's file takes the place of another's. */
  function keyOf(file) {
    const plain = file.name.replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}/\\]/gu, "_").normalize("NFC");
    const dot = plain.lastIndexOf(".");
    const [stem, ending] = dot > 0 && plain.length - dot <= 16 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, ""];
    const own = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0"));
    return `${to.prefix}${shortened(stem)}-${own.join("")}${ending}`;
  }

  /** What fits into 180 bytes, no letter cut in two. */
  function shortened(text) {
    const bytes = new TextEncoder();
    let [kept, size] = ["", 0];
    for (const letter of text) {
      size += bytes.encode(letter).length;
      if (size > 180) break;
      kept += letter;
    }
    return kept;
  }

  function formOf(file) {
    const form = new FormData();
    form.append("key", keyOf(file));
    form.append("Content-Type", typeOf(file));
    for (const [name, value] of to.fields) form.append(name, value);
    form.append("file", file, "file");
    return form;
  }

  /** What the storage said, in words; null where it took the file. */
  function answered(status, text) {
    if (status >= 200 && status < 300) return null;
    if (text.includes("<Code>EntityTooLarge<")) return words.large;
    if (text.includes("<Code>EntityTooSmall<")) return words.small;
    const told = ["Code", "Message"].map((name) => text.match(new RegExp(`<${name}>([^<]*)<`))?.[1] ?? "").join(" ");
    // What is quoted there is of the form, as the name of a folder is.
    if (/expired/i.test(told.replace(/("|&quot;).*?\1/g, ""))) return words.over;
    return words.refused.replace("\uE000", () => String(status));
  }

  /** Sends a file by what a page may see of it: how far it is, and what was answered. */
  function send(file, body, tell) {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      let [begun, sent] = [false, false];
      request.upload.onprogress = ({ loaded, total }) => {
        begun ||= loaded > 0;
        tell(total > 0 ? loaded / total : 0);
      };
      request.onload = () => {
        const why = answered(request.status, request.responseText);
        done(why === null ? { good: words.received } : { bad: why });
      };
      request.upload.onload = () => (sent = true);
      request.onerror = () => {
        if (sent) done({ said: words.unseen });
        else done(begun ? { bad: words.broken } : { unseen: true });
      };
      request.open(to.fields ? "POST" : "PUT", to.address);
      if (!to.fields) request.setRequestHeader("Content-Type", typeOf(file));
      request.send(body);
    });
  }

  /** Where the storage tells a page nothing, a form is sent all the same. */
  async function sendUnseen(body) {
    if (!to.fields) return { bad: words.blocked };
    try {
      await fetch(to.address, { method: "POST", mode: "no-cors", body, credentials: "omit" });
      return { said: words.unseen };
    } catch {
      return { bad: words.broken };
    }
  }

  async function outcome(file, tell) {
    const why = against(file);
    if (why !== null) return { bad: why, final: true };
    try {
      await file.slice(0, 1).arrayBuffer();
    } catch {
      return { bad: words.unreadable };
    }
    const body = to.fields ? formOf(file) : file;
    const seen = await send(file, body, tell);
    return seen.unseen ? sendUnseen(body) : seen;
  }

  function add(file) {
    const item = document.createElement("li");
    const name = item.appendChild(document.createElement("bdi"));
    name.textContent = file.name.replace(/[\p{Bidi_Control}\p{Cc}]/gu, "_");
    const bar = item.appendChild(document.createElement("progress"));
    bar.setAttribute("aria-label", file.name);
    [bar.max, bar.value] = [1, 0];
    const said = item.appendChild(document.createElement("div"));
    said.setAttribute("role", "status");
    list.append(item);
    const one = { file, item, bar, said };
    queue(one);
  }

  function queue(one) {
    [one.said.className, one.said.textContent, one.bar.hidden] = ["said", words.waiting, false];
    one.item.dataset.state = "waiting";
    waiting.push(one);
    drop.hidden = isTaken();
    void work();
  }

  function show(one, { good, bad, said, final }) {
    one.item.dataset.state = good ? "good" : bad ? "bad" : "said";
    one.said.className = one.item.dataset.state;
    one.said.textContent = good ?? bad ?? said;
    one.bar.hidden = true;
    drop.hidden = isTaken();
    if (!bad || final) return;
    const again = document.createElement("button");
    [again.type, again.textContent] = ["button", words.retry];
    again.onclick = () => (again.remove(), queue(one));
    one.item.append(again);
  }

  async function work() {
    if (sending) return;
    sending = true;
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      one.said.textContent = words.sending;
      one.item.dataset.state = "sending";
      const { bar } = one;
      show(one, await outcome(one.file, (part) => (bar.value = part)));
    }
    sending = false;
  }

  /** A page for one file has one that is there or on its way: another would take its place. */
  function isTaken() {
    return !to.fields && [...list.children].some((item) => item.dataset.state !== "bad");
  }

  function take(files) {
    if (to.fields) return [...files].forEach(add);
    if (files.length === 0 || isTaken()) return;
    list.replaceChildren();
    if (files.length === 1) return add(files[0]);
    const item = list.appendChild(document.createElement("li"));
    [item.className, item.textContent, item.dataset.state] = ["bad", words.one, "bad"];
    item.setAttribute("role", "status");
  }

  input.onchange = () => {
    take(input.files);
    input.value = "";
  };
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  document.addEventListener("dragleave", () => drop.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take(event.dataTransfer?.files ?? []);
  });
  addEventListener("beforeunload", (event) => {
    if (sending) event.preventDefault();
  });
  drop.hidden = false;
})();
