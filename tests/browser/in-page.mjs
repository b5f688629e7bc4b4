/** What tests do in a page that is painted on, for any browser. */

/** What tests do in a page. Runs before the page's own scripts, and under any policy. */
export function helpers() {
  const wordsOf = (init) => {
    const range = new Range();
    range.setStart(init.startContainer, init.startOffset);
    range.setEnd(init.endContainer, init.endOffset);
    return range.toString();
  };
  const trees = (root = document) => [root, ...[...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? trees(one.shadowRoot) : []))];
  const live = {
    wordsOf,
    trees,
    highlight: undefined,
    async load() {
      Object.assign(live, await import('/dom/index.js'));
      live.analyze = (await import('/lib/index.js')).analyze;
    },
    /** Reads and analyses an element. */
    async look(element = document, options = {}) {
      await live.load();
      live.reading = live.readElement(element);
      live.analysis = await live.analyze({ snapshot: live.reading.snapshot }, options);
      return live.analysis;
    },
    /** Everything that stands in the highlights of a document, as words by type. */
    painted(view = window, prefix = 'whowhen') {
      const found = {};
      for (const [name, highlight] of view.CSS.highlights) {
        if (name.startsWith(`${prefix}-`)) found[name.slice(prefix.length + 1)] = [...highlight].map(wordsOf);
      }
      return found;
    },
    /** The same of marks, as they stand in what is drawn, those of the first mention first. */
    marked(root = document) {
      const marks = [];
      // One of the pages has a form whose fields are named like this.
      const childNodes = Object.getOwnPropertyDescriptor(Node.prototype, 'childNodes').get;
      const visit = (node) => {
        if (node.localName === 'mark' && node.classList.contains('whowhen')) marks.push(node);
        const slotted = node.localName === 'slot' ? node.assignedNodes() : [];
        for (const child of node.shadowRoot?.childNodes ?? (slotted.length > 0 ? slotted : childNodes.call(node))) visit(child);
      };
      visit(root);
      const found = {};
      const at = ({ dataset }) => Number(dataset.whowhenMention ?? dataset.whowhenDate);
      for (const mark of marks.sort((one, other) => at(one) - at(other))) {
        const type = mark.className.split(' ').find((name) => name.startsWith('whowhen-')).slice(8);
        (found[type] ??= []).push(mark.textContent);
      }
      return found;
    },
    /** What ought to be painted, by type and folded. */
    wanted(analysis = live.analysis) {
      const found = {};
      const spans = [...analysis.mentions, ...analysis.dates.map((date) => ({ ...date, type: 'date' }))];
      for (const { type, start, end } of spans) (found[type] ??= []).push(analysis.text.slice(start, end));
      return found;
    },
    /** The page and all its shadow trees as HTML, and how many nodes of text each has. */
    all() {
      const texts = (tree) => {
        const walker = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT);
        const nodes = [];
        while (walker.nextNode()) nodes.push(walker.currentNode);
        return nodes;
      };
      return trees().map((tree) => ({ html: tree.documentElement?.outerHTML ?? tree.innerHTML, nodes: texts(tree), data: texts(tree).map((node) => node.data) }));
    },
    /** What is not as it was: the page, and what is painted on it. */
    changes(before) {
      return [...live.touched(before), ...live.traces()];
    },
    /** What of the page is not as it was. */
    touched(before) {
      const now = live.all();
      const wrong = [];
      for (const [index, tree] of before.entries()) {
        if (tree.html !== now[index]?.html) wrong.push(`tree ${index} is another`);
        if (tree.nodes.length !== now[index]?.nodes.length) wrong.push(`tree ${index} had ${tree.nodes.length} texts and has ${now[index]?.nodes.length}`);
        if (tree.nodes.some((node, at) => now[index].nodes[at] !== node)) wrong.push(`tree ${index} has other text nodes`);
        if (tree.data.some((data, at) => now[index].data[at] !== data)) wrong.push(`tree ${index} has other words`);
      }
      return wrong;
    },
    /** What painting has left behind. */
    traces() {
      const left = trees().some((tree) => tree.adoptedStyleSheets.length > 0) ? ['a sheet is left'] : [];
      return [...CSS.highlights.keys()].length > 0 ? [...left, `highlights are left: ${[...CSS.highlights.keys()]}`] : left;
    },
  };
  window.live = live;
}
