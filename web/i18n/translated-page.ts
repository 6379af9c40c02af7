/**
 * Lets the pages live with a browser that translates them. Chrome, Edge and their like take each text node out of the
 * page and put `<font><font>the words</font></font>` in its place. React goes on holding the text node: it inserts
 * before it and removes it, which throws (facebook/react 11538), and writes new words into it, which nobody sees.
 *
 * So it is remembered what stands for which text node. What is asked of the text node is done to its stand-in, and one
 * that gets new words comes back, for the translator to take again.
 */
export function surviveTranslation(page: Node): void {
  const standIns = new WeakMap<Node, Element>()
  const taken = new WeakSet<Node>()
  const { insertBefore, removeChild } = Node.prototype
  const observer = new MutationObserver(learn)
  observer.observe(page, { childList: true, subtree: true })

  Node.prototype.insertBefore = function insertBeforeStandIn<T extends Node>(
    this: Node,
    child: T,
    before: Node | null,
  ) {
    insertBefore.call(this, child, before && placeOf(before, this))
    return child
  }

  Node.prototype.removeChild = function removeStandIn<T extends Node>(this: Node, child: T) {
    const there = placeOf(child, this)
    // Nothing to remove: somebody else has, who does not tell the page.
    if (there) removeChild.call(this, there)
    return child
  }

  /** What stands in `parent` for a node of the page: itself, what wraps it, or what it was exchanged for. */
  function placeOf(node: Node, parent: Node): Node | null {
    if (node.parentNode === parent) return node
    learn(observer.takeRecords())
    let place: Node | null = standIns.get(node) ?? node.parentNode
    while (place && place.parentNode !== parent) place = place.parentNode
    return place
  }

  function learn(records: MutationRecord[]): void {
    for (const record of records) {
      if (record.type === 'characterData') bringBack(record.target)
      for (const node of record.removedNodes) if (node instanceof Text && !node.isConnected) remember(node, record)
      for (const node of record.addedNodes) if (node.isConnected) forget(node)
    }
  }

  function remember(text: Text, { addedNodes, previousSibling, nextSibling }: MutationRecord): void {
    const standIn = [...addedNodes, previousSibling, nextSibling].find(
      (node): node is Element => node instanceof Element && node.localName === 'font' && !taken.has(node),
    )
    if (!standIn || standIns.has(text)) return
    standIns.set(text, standIn)
    taken.add(standIn)
    observer.observe(text, { characterData: true })
  }

  function bringBack(text: Node): void {
    const standIn = standIns.get(text)
    if (!standIn || !(text instanceof Text)) return
    standIns.delete(text)
    standIn.replaceWith(text)
  }

  /** The text node is in the page again, put there by React or by a translator that was switched off. */
  function forget(text: Node): void {
    standIns.get(text)?.remove()
    standIns.delete(text)
  }
}
