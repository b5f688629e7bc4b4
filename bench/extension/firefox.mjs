/** A Firefox with the extension. The press is the browser's own: what its button does, done in the browser's window. */

import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findFirefox } from '../../scripts/firefox.mjs';
import { root } from '../../scripts/run.mjs';

export async function startFirefox() {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    args: ['--remote-allow-system-access'],
  });
  const id = await browser.installExtension(join(root, 'dist/extension/firefox'));
  const { result } = await browser.connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const context = result.contexts[0].context;
  const page = await browser.newPage();
  return {
    product: await browser.version(),
    tab: {
      goto: (url) => page.goto(url),
      evaluate: (expression) => page.evaluate(expression),
      press: () => browser.connection.send('script.evaluate', {
        expression: `(async () => {
          const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
          const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(id)});
          await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
        })()`,
        target: { context },
        awaitPromise: true,
        userActivation: true,
      }),
    },
    close: () => browser.close(),
  };
}
