type Path = { node: { type: string; value?: unknown; quasis?: { value: { raw: string } }[] } }

/**
 * Leaves sentences alone: messages of checks, texts of errors, inline styles. A test that repeats one would have to be
 * changed with every comma. Whatever has a blank between two letters is a sentence; names of states, kinds and fields
 * have none and stay mutants.
 */
function shouldIgnore({ node }: Path): string | undefined {
  const written = node.type === 'StringLiteral' ? node.value : node.quasis?.map(({ value }) => value.raw).join('')
  return typeof written === 'string' && /\p{L}.* .*\p{L}/su.test(written) ? 'A sentence' : undefined
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'prose', value: { shouldIgnore } }]
