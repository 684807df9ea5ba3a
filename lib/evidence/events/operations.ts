/** What operators do to the whole portal, as each tenant's log has it. */
export type OperationFacts = {
  'run_retention.changed': { class: string; days: number; before: number }
  'portal.restored': { backupId: string; takenAt: string; treeSize: number; pending: number }
}
