export { checkSettings, settingsPathText, type SettingsFault, type SettingsPath } from "./check.js";
export type * from "./model.js";
export { SettingsPlaces } from "./places.js";
export { readSettings, SETTINGS_FILE, type SettingsProblem } from "./read.js";
export { SETTINGS_SCHEMA, type Schema } from "./schema.js";
export { SaidOfShipments, saidHop, type Said, type SaidArtifact, type SaidOfImage, type ShipmentItem } from "./shipments.js";
