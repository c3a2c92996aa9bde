import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import ts from 'typescript'

/** A piece of code in a document, e.g. of a fence that begins with "```ts". */
export interface Block {
  /** e.g. `docs/PAGES.md:75` */
  readonly where: string
  readonly language: string
  readonly code: string
}

/**
 * The code in a document. A fence such as "```js PageState" holds a value of that type.
 *
 * @param path of a Markdown file
 */
export function blocksOf(path: string): Block[] {
  const text = readFileSync(path, 'utf8')
  return [...text.matchAll(/^( *)```(js|ts|tsx)(?: +(.+))?\n([\s\S]*?)^ *```$/gm)].map((match) => {
    const [, indent = '', language = '', type, code = ''] = match
    const where = `${path}:${text.slice(0, match.index).split('\n').length}`
    const plain = code.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
    if (!type) return { where, language, code: plain }
    return { where, language: 'ts', code: asValue(plain, type) }
  })
}

function asValue(code: string, type: string): string {
  const [name] = /\b[A-Z]\w*/.exec(type) ?? []
  const from = name === 'SignedIn' ? 'foyer-page/sign-in' : resolve('lib/page-api/protocol.ts')
  return `import type { ${name} } from '${from}'\nexport const it: ${type} = ${code}`
}

const COMMON: ts.CompilerOptions = {
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  verbatimModuleSyntax: true,
  allowJs: true,
  checkJs: true,
  types: ['node'],
  typeRoots: [resolve('node_modules/@types')],
  jsx: ts.JsxEmit.ReactJSX,
  jsxImportSource: 'preact',
  // Preact stands in for React, which this project doesn't have.
  paths: {
    react: [resolve('node_modules/preact/compat/src/index.d.ts')],
    'react-dom/client': [resolve('node_modules/preact/compat/client.d.ts')],
  },
}

/**
 * Compiles files the way a page's author does, with `foyer-page` as npm would bring it.
 *
 * @returns what the compiler says, each with its file
 */
export function complaints(files: readonly string[], isStrict: boolean): string[] {
  const options = { ...COMMON, strict: isStrict, exactOptionalPropertyTypes: isStrict }
  const program = ts.createProgram(
    files.map((file) => resolve(file)),
    options,
  )
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0
    return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
}

/** An empty folder in which `foyer-page` is installed. */
export function scratch(name: string) {
  const path = `.output/tests/${name}`
  rmSync(path, { recursive: true, force: true })
  const place = (file: string) => {
    mkdirSync(dirname(`${path}/${file}`), { recursive: true })
    return `${path}/${file}`
  }
  const link = (target: string, file: string) => symlinkSync(resolve(target), place(file))
  link('sdk', 'node_modules/foyer-page')
  return {
    path,
    link,
    write(file: string, text: string): string {
      writeFileSync(place(file), text)
      return `${path}/${file}`
    },
  }
}
