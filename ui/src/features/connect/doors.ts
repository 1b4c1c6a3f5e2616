/** The ways to a first connection, as the screens that have none to show offer them. */
export interface Doors {
  practise(): Promise<void>;
  connect(): void;
  paste(): void;
}
