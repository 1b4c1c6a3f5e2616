/** When something runs by itself, as a form has it. */
import type { Schedule, Weekday } from "../../lib/backend/contract";

export class ScheduleChoice {
  every = $state<Schedule["every"]>("day");
  time = $state("02:30");
  weekday = $state<Weekday>("sunday");
  day = $state("1");

  constructor(schedule: Schedule | null) {
    if (!schedule) return;
    this.every = schedule.every;
    if (schedule.every === "never") return;
    const two = (n: number) => String(n).padStart(2, "0");
    this.time = `${two(schedule.hour)}:${two(schedule.minute)}`;
    if (schedule.every === "week") this.weekday = schedule.weekday;
    if (schedule.every === "month") this.day = String(schedule.day);
  }

  get schedule(): Schedule {
    const [hour = 2, minute = 30] = this.time.split(":").map((part) => Number.parseInt(part, 10) || 0);
    if (this.every === "day") return { every: "day", hour, minute };
    if (this.every === "week") return { every: "week", weekday: this.weekday, hour, minute };
    if (this.every === "month") return { every: "month", day: Number(this.day), hour, minute };
    return { every: "never" };
  }
}
