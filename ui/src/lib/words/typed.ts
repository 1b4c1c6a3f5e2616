/**
 * The types of the messages, out of the English catalogue: what `messages/` holds is made here, by
 * the test of the catalogue.
 */
import { parse, Visitor } from "@fluent/syntax";
import type {
  FunctionReference,
  Message,
  Resource,
  SelectExpression,
  VariableReference,
} from "@fluent/syntax";

/** A file of the catalogue as it is written, with the places that do not parse. */
export function read(text: string): Resource {
  return parse(text, { withSpans: false });
}

export function messagesOf(resource: Resource): Message[] {
  return resource.body.filter((entry): entry is Message => entry.type === "Message");
}

/**
 * A message's values with their types: what is counted or chosen by is a number, or one of the
 * words it is chosen by.
 */
export function valuesOf(message: Message): Map<string, string> {
  const found = new Variables();
  found.visit(message);
  return found.values;
}

const plurals = ["zero", "one", "two", "few", "many", "other"];

class Variables extends Visitor {
  values = new Map<string, string>();

  override visitVariableReference({ id }: VariableReference): void {
    if (!this.values.has(id.name)) this.values.set(id.name, "string | number");
  }

  override visitFunctionReference(call: FunctionReference): void {
    for (const value of call.arguments.positional) {
      if (value.type === "VariableReference") this.values.set(value.id.name, "number");
    }
  }

  override visitSelectExpression(choice: SelectExpression): void {
    if (choice.selector.type === "VariableReference") {
      const keys = choice.variants.map(({ key }) => (key.type === "Identifier" ? key.name : key.value));
      const counts = choice.variants.every(
        ({ key }) => key.type === "NumberLiteral" || plurals.includes(key.name),
      );
      this.values.set(
        choice.selector.id.name,
        counts ? "number" : keys.map((key) => JSON.stringify(key)).join(" | "),
      );
    }
    this.genericVisit(choice);
  }
}

/** The TypeScript of one file of the catalogue. */
export function typescript(module: string, messages: Message[]): string {
  const lines = messages.map((message) => {
    const values = [...valuesOf(message)].map(
      ([name, type]) => `${name.includes("-") ? `"${name}"` : name}: ${type}`,
    );
    return `  "${message.id.name}": {${values.length > 0 ? ` ${values.join("; ")} ` : ""}};`;
  });
  return `// Made from src-tauri/locales/en/${module}.ftl by \`npx vitest run catalogue -u\`.\nexport type ${named(module)} = {\n${lines.join("\n")}\n};\n`;
}

/** The TypeScript that joins the modules. */
export function joined(modules: string[]): string {
  const imports = modules.map((module) => `import type { ${named(module)} } from "./${module}";`);
  return `// Made from src-tauri/locales/en by \`npx vitest run catalogue -u\`.\n${imports.join("\n")}\n\nexport type Messages = ${modules.map(named).join(" &\n  ")};\n`;
}

function named(module: string): string {
  return `${module.charAt(0).toUpperCase()}${module.slice(1)}Messages`;
}
