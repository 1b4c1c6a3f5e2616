# make run          opens Bucketwise
# make dev          opens Bucketwise from the source: a change of the page shows at once, one of Rust restarts it;
#                   PAGE=1 is the page alone for a browser, with everything behind it made up in memory
# make check        checks what needs neither servers nor a window: form, lints, types, units, layers; 3 minutes
# make test         checks everything: form, lints, units, real servers, the window itself
# make bench        measures what people install beside others; BENCH="lists 100000 80" is one measurement of several
# make faults       moves files over a line that fails in 500 ways, and kills the program 100 times; an hour or so
# make audit        asks the databases of advisories about what is locked; needs the network, and cargo-deny
# make screenshots  plays the main job on a hidden display; pictures in ui/screenshots
# make package      builds what people install (deb, AppImage) into target/dist/bundle
# make fmt          lays out all source
# Each installs what it needs and is not there yet; .ci/setup has the system packages.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run dev check test bench faults audit screenshots package fmt display system-run system-test page

NODE_MODULES := ui/node_modules/.installed
TOOLS := target/tools/.installed
LOCALSTACK := target/localstack/.installed
JUDGES := target/judges/.installed
# Tests or examples among the targets have cargo count the tests' dependencies in, also for the program alone: it then
# picks one set of features for everything and compiles nothing twice.
ALL := --workspace --bins --tests --locked
PROGRAM := --workspace --bin bucketwise --example bare --locked
# A test of a server or of the window waits more than it works: two for each core keep the cores busy.
export RUST_TEST_THREADS ?= $(shell echo $$((2 * $$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN))))
# The pages are for those who work here: the head of a room leads to its private parts as well.
DOCS := -D warnings -A rustdoc::private-intra-doc-links

help:
	@sed -n '/^# make/s/^# //p' Makefile

run: display system-run page
	cargo build $(PROGRAM)
	$${CARGO_TARGET_DIR:-target}/debug/bucketwise

# `tauri dev` serves the page itself, watches the crates that the program is made of, and builds it without the page.
dev: $(if $(PAGE),$(NODE_MODULES),display system-run $(NODE_MODULES))
	$(if $(PAGE),cd ui && npm run dev,ui/node_modules/.bin/tauri dev --runner "$$PWD/.ci/dev")

check: system-run $(NODE_MODULES)
	cargo fmt --all --check
	cd ui && npm run format:check && npm run lint && npm run check && npm run test
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cargo test --workspace --locked --lib --bins
	cargo test --workspace --locked --test house -- layers readme window_rights

test: system-test $(TOOLS) $(LOCALSTACK) $(JUDGES) $(NODE_MODULES)
	cargo fmt --all --check
	cd ui && npm run format:check && npm run lint && npm run check && npm run test && npm run build
	cargo clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="$(DOCS)" cargo doc --workspace --no-deps --locked --lib --bins --examples
	cargo build $(ALL)
	cargo test --workspace --locked --no-fail-fast

bench: system-test $(TOOLS) page
	cargo build --profile dist --locked -p bucketwise -p bucketwise-tests --bins --example bare
	target/dist/bench $(BENCH)

faults: system-test $(TOOLS) page
	cargo build $(ALL)
	BUCKETWISE_SEEDS=$${SEEDS:-500} cargo test $(ALL) --test flows whatever_the_line_does -- --nocapture
	BUCKETWISE_KILLS=$${KILLS:-100} cargo test $(ALL) --test flows killed_again_and_again -- --nocapture
	BUCKETWISE_KILLS=$${WINDOW_KILLS:-20} cargo test $(ALL) --test window killed_in_the_window -- --nocapture

# What `make test` checks without a network is noted by hand in tests/advisories.toml.
audit:
	@command -v cargo-deny >/dev/null || { echo "cargo-deny is not installed: cargo install --locked cargo-deny"; exit 1; }
	cargo deny --config .deny.toml check advisories
	cd ui && npm audit
	cd tests/judges && npm audit

screenshots: system-test $(TOOLS) page
	cargo build $(ALL)
	target/debug/screenshots

package: system-run page
	ui/node_modules/.bin/tauri build --bundles deb -- --profile dist
	ui/node_modules/.bin/tauri build --bundles appimage -- --profile dist || echo "The deb is built; the AppImage is not: Tauri fetches its packing tool from the network first."

fmt: $(NODE_MODULES)
	cargo fmt --all
	cd ui && npm run format

# A window needs a display; macOS and Windows always have one.
display:
	@[[ $$(uname -s) != Linux || -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]] || { echo "There is no display to open a window on; \`make screenshots\` plays the main job on a hidden one and leaves pictures in ui/screenshots."; exit 1; }

system-run:
	@.ci/setup run

system-test:
	@.ci/setup test

# The page, built for the binary to carry.
page: $(NODE_MODULES)
	cd ui && npm run build

$(NODE_MODULES): ui/package-lock.json | system-run
	cd ui && npm ci --no-audit --no-fund
	touch $@

# The S3 servers and clients that the tests run against, each at the version and hash written down.
$(TOOLS): tests/requirements.txt | system-test
$(LOCALSTACK): tests/localstack.txt | system-test
$(TOOLS) $(LOCALSTACK):
	rm -rf $(@D)
	python3 -m venv $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	touch $@

# Evaluators of policies that tests ask for a second opinion; nothing of them is built into the program.
$(JUDGES): tests/judges/package-lock.json | system-test
	mkdir -p $(@D)
	cp tests/judges/package.json tests/judges/package-lock.json $(@D)
	cd $(@D) && npm ci --no-audit --no-fund
	touch $@
