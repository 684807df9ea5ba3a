/** What a log is of. */
export const logClasses = [
  'serverless',
  'container',
  'managed_etl',
  'dedicated_compute',
  'instance',
  'deployment',
] as const
export type LogClassName = (typeof logClasses)[number]

export const logClassLabels: Record<LogClassName, string> = {
  serverless: 'Runs of functions',
  container: 'Runs of containers',
  managed_etl: 'Runs of ETL jobs',
  dedicated_compute: 'Runs of dedicated hosts',
  instance: 'Containers and hosts',
  deployment: 'Stages of deployments',
}
