export type { ContainerAdditions } from "./additions.js";
export type * from "./model.js";
export type { CodeUse, ProgramFacts, ZoneUse } from "./program.js";
export { isNamedZone } from "./requirements/zoneinfo.js";
export { type Cargo, ship, type ArtifactBuild, type ShipRequest } from "./ship.js";
