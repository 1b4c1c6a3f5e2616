/** What an outcome means to a person: it gives the shape and the colour of a {@link Badge}. */
export type Tone = "good" | "warn" | "bad" | "plain";
