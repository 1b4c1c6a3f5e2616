// Words that people read are in the catalogue (src-tauri/locales), so that they can be in other languages: none stands in
// the page's source. Identifiers, classes and test ids are one word, and small; what has two words, or a capital where
// text is shown, is for people.
const letters = /\p{L}/u;
const twoWords = /\p{L}{2,}[,.:;…]? +[\p{L}“‘(]/u;
/** Beside a value: `${count} files`, "Deleted: " + name. */
const besideValue = /(^|[\s“‘(])\p{L}{2,}[”’)]?[,.:;…]? +$|^[,.:;…]? +[“‘(]?\p{L}{2,}/u;
const capital = /^\P{L}*\p{Lu}\p{Ll}+/u;

/** What is shown or read out, also in an object that a menu or a field is made from. */
const shown =
  /^(title|label|placeholder|alt|hint|note|text|word|words|what|name|help|why|aria-(label|description|roledescription|valuetext))$/;
const never = /^(class|style|d|data-.*|href|src|autocomplete|points|viewBox|aria-keyshortcuts)$/;

/** Errors that only a developer sees, and names of styles. */
function forDevelopers(node) {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === "NewExpression" && at.callee.name?.endsWith("Error")) return true;
    if (at.type === "ImportDeclaration" || at.type === "TSLiteralType") return true;
    if (
      at.type === "CallExpression" &&
      /^(query|closest|matches|matchMedia|setProperty|includes)/.test(at.callee.property?.name ?? "")
    )
      return true;
    if (at.type.startsWith("SvelteAttribute") && never.test(at.key.name)) return true;
    if (at.type === "SvelteStyleDirective" || at.type === "SvelteStyleElement") return true;
  }
  return false;
}

/** Names of keys of the keyboard. */
const keys =
  /^(Enter|Escape|Tab|Home|End|Delete|Backspace|Insert|Space|Shift|Control|Ctrl|Alt|Meta|ContextMenu|Page(Up|Down)|Arrow\w+|(Ctrl|Alt|Shift)\+.+)$/;

/** Not what something is compared with. */
function isSaid(node) {
  return (
    !/^(BinaryExpression|SwitchCase|ImportExpression)$/.test(node.parent?.type ?? "") &&
    !keys.test(node.value)
  );
}

/** Where a small word is text too: between the tags, and in what only people read. */
const always = /^(title|alt|aria-(label|description|roledescription|valuetext))$/;

function isText(node) {
  let at = node;
  let { parent } = node;
  while (
    parent?.type === "LogicalExpression" ||
    (parent?.type === "ConditionalExpression" && parent.test !== at)
  )
    [at, parent] = [parent, parent.parent];
  if (parent?.type !== "SvelteMustacheTag")
    return parent?.type === "SvelteAttribute" && always.test(parent.key.name);
  const holder = parent.parent;
  return holder.type === "SvelteAttribute"
    ? always.test(holder.key.name)
    : /Element$|Block$/.test(holder.type);
}

function isShown(node) {
  const { parent } = node;
  if (parent?.type === "SvelteAttribute") return shown.test(parent.key.name);
  if (parent?.type === "Property" && parent.value === node) return shown.test(parent.key.name ?? "");
  return false;
}

/** Numbers, sizes, dates, lists and the order of names are made in one place, in the language that is shown. */
const oneWay = "Amounts and the order of names are in the language that is shown: lib/words/amounts.";
export const amounts = [
  "error",
  { selector: "MemberExpression[object.name='Intl']", message: oneWay },
  { selector: "MemberExpression[property.name=/^(toLocale\\w*|localeCompare)$/]", message: oneWay },
];

export const words = {
  meta: {
    type: "problem",
    schema: [],
    messages: { words: "Words that people read are in the catalogue: say(…)." },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: "words" });
    const check = (node, text) => {
      if (typeof text !== "string" || !letters.test(text)) return;
      const said =
        twoWords.test(text) ||
        besideValue.test(text) ||
        (capital.test(text) && isShown(node)) ||
        isText(node);
      if (said && !forDevelopers(node)) report(node);
    };
    return {
      SvelteText: (node) => {
        if (letters.test(node.value) && node.parent.type !== "SvelteStyleElement") report(node);
      },
      SvelteLiteral: (node) => check(node, node.value),
      Literal: (node) => {
        if (
          typeof node.value === "string" &&
          /^[A-Z][a-z]+[.…:]?$/.test(node.value) &&
          isSaid(node) &&
          !forDevelopers(node)
        )
          report(node);
        else check(node, node.value);
      },
      TemplateElement: (node) => check(node, node.value.cooked),
    };
  },
};
