import fs from 'node:fs'
import path from 'node:path'

/**
 * node scripts/list-routes.ts
 * Writes app/api/v1/openapi.json/routes.ts: every `route.ts` of the API by its OpenAPI path. A test keeps it complete.
 */
const base = 'app/api/v1'
const left = 'openapi.json'

export function routeFiles(): { file: string; path: string }[] {
  return fs
    .readdirSync(base, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === 'route.ts' && !name.startsWith(left))
    .sort()
    .map((name) => ({ file: name, path: `/${path.dirname(name).replace(/\[(\w+)\]/g, '{$1}')}` }))
}

export function routesModule(): string {
  const files = routeFiles()
  return [
    "import type { RouteModule } from '#lib/http/openapi.ts'",
    ...files.map(({ file }, index) => `import * as route${index} from '../${file}'`),
    '',
    '/** Every route of the API by its OpenAPI path. Written by `node scripts/list-routes.ts`. */',
    'export const routes: Record<string, RouteModule> = {',
    ...files.map(({ path: key }, index) => `  '${key}': route${index},`),
    '}',
    '',
  ].join('\n')
}

if (import.meta.main) fs.writeFileSync(path.join(base, left, 'routes.ts'), routesModule())
