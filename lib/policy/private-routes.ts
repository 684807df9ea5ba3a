/** A host that an enterprise network reaches without the internet, and what serves that route. */
export type PrivateRoute = {
  /** The last labels of the host name. */
  suffix: string
  service: string
  /** Where the provider describes the route. */
  source: string
}

const awsServices = 'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html'

/** Every AWS service listed there answers under these suffixes; other providers publish their own private suffixes. */
export const privateRoutes: readonly PrivateRoute[] = [
  { suffix: 'amazonaws.com', service: 'AWS services, by interface or gateway endpoint', source: awsServices },
  { suffix: 'api.aws', service: 'AWS services, dual stack', source: awsServices },
  {
    suffix: 'snowflakecomputing.com',
    service: 'Snowflake, by PrivateLink',
    source: 'https://docs.snowflake.com/en/user-guide/admin-security-privatelink',
  },
  {
    suffix: 'cloud.databricks.com',
    service: 'Databricks, by PrivateLink',
    source: 'https://docs.databricks.com/aws/en/security/network/classic/privatelink',
  },
  {
    suffix: 'mongodb.net',
    service: 'MongoDB Atlas, by private endpoint',
    source: 'https://www.mongodb.com/docs/atlas/security-private-endpoint/',
  },
  {
    suffix: 'confluent.cloud',
    service: 'Confluent Cloud, by PrivateLink',
    source: 'https://docs.confluent.io/cloud/current/networking/private-links/aws-privatelink.html',
  },
]

/** The addresses among `egress` (`host:port`, host perhaps `*.…`) that a private route reaches, in their order. Pure. */
export function privatelyReachable(egress: readonly string[]): string[] {
  return egress.filter((address) => {
    const host = address.replace(/:\d+$/, '').replace(/^\*\./, '').toLowerCase()
    return privateRoutes.some(({ suffix }) => host === suffix || host.endsWith(`.${suffix}`))
  })
}
