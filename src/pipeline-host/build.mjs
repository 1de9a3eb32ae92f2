// Bundles the action and the Azure task, each into one file; with --tests the unit tests, into artifacts/node-tests.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const common = { absWorkingDir: root, bundle: true, platform: 'node', format: 'cjs', legalComments: 'none', logLevel: 'warning' }

if (process.argv.includes('--tests')) {
  const folders = ['src/pipeline-host', 'action/src', 'azure-devops-extension/PipelineGuardV1/src']
  const tests = folders.flatMap((folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.test.ts')).map((name) => join(folder, name)))
  await build({ ...common, target: 'node20', entryPoints: tests, outdir: 'artifacts/node-tests', outExtension: { '.js': '.test.cjs' }, outbase: '.', entryNames: '[name]' })
} else {
  await bundle('node24', 'action/src/index.ts', 'action/dist')
  await bundle('node20', 'azure-devops-extension/PipelineGuardV1/src/main.ts', 'azure-devops-extension/PipelineGuardV1/dist')
  // The task library reads its words from a file beside its code.
  await cp(join(root, 'node_modules/azure-pipelines-task-lib/lib.json'), join(root, 'azure-devops-extension/PipelineGuardV1/dist/lib.json'))
}

/** One file for all code, and beside it the licences of the packages in it, which ask for that. */
async function bundle(target, entry, folder) {
  const { metafile } = await build({ ...common, target, entryPoints: [entry], outfile: `${folder}/index.cjs`, metafile: true })
  const packages = new Set(Object.keys(metafile.inputs).flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []))
  const texts = [...packages].sort().map((path) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'))
    const file = readdirSync(join(root, path)).find((one) => /^licen[cs]e/i.test(one))
    return `${name} ${version} (${license})\n\n${file !== undefined ? readFileSync(join(root, path, file), 'utf8').trim() : 'The package brings no text of its license.'}\n`
  })
  writeFileSync(join(root, folder, 'licenses.txt'), texts.join('\n----\n\n').replaceAll('\r', ''))
}
