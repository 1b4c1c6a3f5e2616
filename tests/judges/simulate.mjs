// Asks iam-simulate about requests, one JSON object a line, and prints what it says of each: Allowed,
// ExplicitlyDenied, ImplicitlyDenied, or what it objects to. The first argument is the folder it is installed in.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const require = createRequire(resolve(process.argv[2], "index.js"));
const { anonymousPrincipal, runSimulation } = await import(
  pathToFileURL(require.resolve("@cloud-copilot/iam-simulate")).href
);

const named = (policies) => (policies ?? []).map((policy, nth) => ({ name: `${nth}`, policy }));
const levels = (policies) => (policies ?? []).map((policy, nth) => ({ orgIdentifier: `${nth}`, policies: named([policy]) }));

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const simulation = {
    request: {
      principal: asked.principal ?? anonymousPrincipal,
      action: asked.action,
      resource: { resource: asked.resource, accountId: asked.owner },
      contextVariables: asked.ctx,
    },
    identityPolicies: named(asked.identity),
    resourcePolicy: asked.at_resource,
    permissionBoundaryPolicies: asked.boundary && named([asked.boundary]),
    sessionPolicy: asked.session,
    serviceControlPolicies: levels(asked.service_control),
    resourceControlPolicies: [],
  };
  const answer = await runSimulation(simulation, {});
  console.log(answer.resultType === "error" ? `error: ${JSON.stringify(answer.errors)}` : answer.overallResult);
}
