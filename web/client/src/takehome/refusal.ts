/** What was asked is not done; `faults` say why (`errors.<code>` has the sentence). */
import type { Fault } from "../generated/messages";

export class Refusal extends Error {
  constructor(readonly faults: Fault[]) {
    super(faults.map((fault) => fault.code).join(", "));
  }
}
