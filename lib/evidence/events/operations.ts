/** What operators do to the whole portal, as each tenant's log has it. */
export type OperationFacts = {
  'portal.restored': { backupId: string; takenAt: string; treeSize: number; pending: number }
}
