/** Remembers on this device whether the rail is narrow. */
export const RAIL_COOKIE = 'barecount_rail'
