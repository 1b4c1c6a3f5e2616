// What is used of it; it comes without types.
declare module "saxen" {
  export class Parser {
    on(event: "error", told: (error: Error) => void): this;
    on(
      event: "openTag",
      told: (
        name: string,
        attributes: () => Record<string, string>,
        decoded: (text: string) => string,
      ) => void,
    ): this;
    on(event: "closeTag", told: (name: string) => void): this;
    write(text: string): void;
    end(): void;
  }
}
