/** Where an image is: a registry, a repository in it, and a tag or a digest. */
export type Reference = {
  /** `host` or `host:port`. */
  registry: string
  repository: string
  tag?: string
  /** `sha256:…` of a manifest or index. */
  digest?: string
}

const HUB = 'docker.io'
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const repositoryPattern = new RegExp(`^${component}(?:/${component})*$`)

/**
 * An image's name as people write it, `debian:12` as Docker means it; undefined when it is none. Pure.
 * Source: distribution/reference.
 */
export function parseReference(text: string): Reference | undefined {
  const [, name = '', tag, digest] = /^([^@]+?)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(text) ?? []
  const [first = '', ...rest] = name.split('/')
  const host = rest.length > 0 && (first === 'localhost' || /[.:]/.test(first)) ? first : undefined
  const path = host ? rest.join('/') : name
  if (
    !repositoryPattern.test(path) ||
    (host && !/^[a-zA-Z0-9][a-zA-Z0-9.-]*(:\d{1,5})?$|^\[[0-9a-f:]+\](:\d{1,5})?$/.test(host))
  ) {
    return undefined
  }
  const repository = !host && !path.includes('/') ? `library/${path}` : path
  return {
    registry: host ?? HUB,
    repository,
    ...(digest ? { digest } : {}),
    ...(tag ? { tag } : digest ? {} : { tag: 'latest' }),
  }
}

/** The whole name of an image. Pure. */
export function sayReference({ registry, repository, tag, digest }: Reference): string {
  return `${registry}/${repository}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`
}
