/** The walls a sandbox can have. */
export const controls = [
  'separate_account',
  'no_new_privileges',
  'file_system',
  'process_tree',
  'network',
  'node_permissions',
  'memory_limit',
  'time_limit',
  'clean_environment',
] as const

export type Control = (typeof controls)[number]

/** Whether one wall stood, and why, as observed when the process started. */
export type ControlState = { state: 'in_force' | 'absent'; detail: string }

/** What isolation a run had. Recorded with it: no wall is ever taken for granted. */
export type IsolationReport = Record<Control, ControlState>

export const inForce = (detail: string): ControlState => ({ state: 'in_force', detail })
export const absent = (detail: string): ControlState => ({ state: 'absent', detail })

/** What each wall is for, as a person reads it. */
export const controlTitles: Record<Control, string> = {
  separate_account: 'Account of its own',
  no_new_privileges: 'Can gain no privileges',
  file_system: 'Sees only its own files',
  process_tree: 'Sees only its own processes',
  network: 'Reaches only what the profile allows',
  node_permissions: 'Node permission model',
  memory_limit: 'Memory limit',
  time_limit: 'Time limit',
  clean_environment: 'Clean environment',
}
