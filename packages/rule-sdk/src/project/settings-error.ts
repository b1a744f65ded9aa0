/** The settings do not hold to their schema: for whoever wrote them, and no bug of ours. */
export class SettingsError extends Error {}
