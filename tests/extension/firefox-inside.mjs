/**
 * What the driver of Firefox runs in the browser's own window. The protocol reaches no sidebar and no background; scripts of
 * the browser do.
 */

/** Runs in the process of a page: evaluates what it is sent, with the rights of that page. */
function inProcess() {
  /* global addMessageListener, sendAsyncMessage, content, Cu */
  addMessageListener('whowhen:run', async ({ data: { id, code } }) => {
    let answer;
    try {
      const sandbox = new Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
      answer = { value: await Cu.evalInSandbox(code, sandbox) };
    } catch (error) {
      answer = { error: String(error) };
    }
    sendAsyncMessage('whowhen:answer', { id, ...answer });
  });
}

/** Runs once in the window of the browser; the rest calls what it leaves there. */
function inWindow(id, script) {
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const waiting = new Map();
  const known = new WeakSet();
  let count = 0;
  const extension = () => WebExtensionPolicy.getByID(id).extension;
  const viewOf = (type) => [...extension().views].find(({ viewType }) => viewType === type)?.xulBrowser;
  /** Said of every page that is left before an answer has come. */
  const LEFT = /Promise resolved while context is inactive|Promise rejected after context unloaded/;
  const whowhen = {
    extension,
    press: () => ExtensionParent.apiManager.global.browserActionFor(extension()).triggerAction(window),
    /** Evaluates in a page of the extension: `sidebar`, `background` or `tab`. */
    run(type, code) {
      const browser = viewOf(type);
      if (!browser) throw new Error(`There is no ${type}.`);
      const manager = browser.messageManager;
      if (!known.has(manager)) {
        known.add(manager);
        manager.addMessageListener('whowhen:answer', ({ data }) => {
          waiting.get(data.id)?.(data);
          waiting.delete(data.id);
        });
        manager.loadFrameScript(`data:,${encodeURIComponent(script)}`, false);
      }
      count += 1;
      manager.sendAsyncMessage('whowhen:run', { id: count, code });
      return new Promise((done) => waiting.set(count, done));
    },
    goTo: (address) => gBrowser.fixupAndLoadURIString(address, { triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal() }),
    hasPanel: () => Boolean(viewOf('sidebar')),
    closePanel: () => window.SidebarController.hide(),
    scheme(where, scheme) {
      viewOf(where).browsingContext.top.prefersColorSchemeOverride = scheme;
    },
    closeTab: () => gBrowser.removeTab(gBrowser.getTabForBrowser(viewOf('tab'))),
    /** Presses and releases the mouse in a page of the extension. */
    click(where, x, y) {
      const browser = viewOf(where);
      const inner = browser.ownerDocument.defaultView;
      const box = browser.getBoundingClientRect();
      const [left, top] = [box.left + inner.mozInnerScreenX - window.mozInnerScreenX, box.top + inner.mozInnerScreenY - window.mozInnerScreenY];
      const real = { isDOMEventSynthesized: false, isWidgetEventSynthesized: false };
      window.focus();
      for (const [kind, clickCount, buttons] of [['mousemove', 0, 0], ['mousedown', 1, 1], ['mouseup', 1, 0]]) {
        window.synthesizeMouseEvent(kind, left + x, top + y, { button: 0, buttons, clickCount }, real);
      }
    },
    /** Presses and releases keys where the focus is in a page of the extension. */
    key(where, keys) {
      const browser = viewOf(where);
      const outer = where === 'sidebar' ? document.getElementById('sidebar') : browser;
      if (document.activeElement !== outer) {
        outer.focus();
        browser.focus();
      }
      const processor = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
      processor.beginInputTransactionForTests(window);
      const events = keys.map((init) => new KeyboardEvent('', init));
      for (const event of events) processor.keydown(event);
      for (const event of events.reverse()) processor.keyup(event);
    },
    /** Chooses our entry in the menu that is open. False where it is not there. */
    choose() {
      const menu = document.getElementById('contentAreaContextMenu');
      const entry = [...menu.querySelectorAll('menuitem')].find(({ label }) => label === 'Who and when in this selection');
      if (menu.state !== 'open') return null;
      if (entry) menu.activateItem(entry);
      else menu.hidePopup();
      return Boolean(entry);
    },
    /** What pages and the extension complained of. */
    trouble() {
      return Services.console.getMessageArray().flatMap((message) => {
        try {
          const { sourceName, errorMessage, lineNumber } = message.QueryInterface(Ci.nsIScriptError);
          return /^(moz-extension|https?|file):/.test(sourceName) && !LEFT.test(errorMessage) ? [`${errorMessage} (${sourceName}:${lineNumber})`] : [];
        } catch {
          // The browser's own notes.
          return [];
        }
      });
    },
    quiet: () => Services.console.reset(),
  };
  globalThis.whowhen = whowhen;
}

/** @param {string} id of the extension */
export const setUp = (id) => `(${inWindow})(${JSON.stringify(id)}, ${JSON.stringify(`(${inProcess})()`)})`;
