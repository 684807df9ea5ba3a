import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { named } from './error-document.mjs'

/**
 * The function that `handler` (`folder/file.export`) names below `root`, from a CommonJS or an ES module.
 * Throws errors named as Lambda names them.
 */
export async function loadHandler(root, handler) {
  const dot = handler.lastIndexOf('.')
  if (dot < 1 || handler.includes('..')) throw named('Runtime.MalformedHandlerName', `Bad handler "${handler}"`)
  const base = path.join(root, handler.slice(0, dot))
  const file = ['.mjs', '.js', '.cjs', ''].map((extension) => base + extension).find((name) => isFile(name))
  if (!file) throw named('Runtime.ImportModuleError', `Cannot find module '${handler.slice(0, dot)}'`)
  let loaded
  try {
    loaded = await import(pathToFileURL(file).href)
  } catch (error) {
    if (error instanceof SyntaxError) throw named('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`)
    if (error?.code === 'ERR_MODULE_NOT_FOUND' || error?.code === 'MODULE_NOT_FOUND') {
      throw named('Runtime.ImportModuleError', `Error: ${error.message}`)
    }
    throw error
  }
  const name = handler.slice(dot + 1)
  const found = loaded[name] ?? loaded.default?.[name]
  if (found === undefined) {
    throw named('Runtime.HandlerNotFound', `${handler} is undefined or not exported`)
  }
  if (typeof found !== 'function') throw named('Runtime.HandlerNotFound', `${handler} is not a function`)
  return found
}

function isFile(name) {
  return fs.statSync(name, { throwIfNoEntry: false })?.isFile() ?? false
}
