/** Azure's names are in camel case: `fail-on` is `failOn`. */
export function inputName(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
