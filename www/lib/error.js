/** @import {WhoWhenError as Declared} from './index.js' */

/** What every rejection is: a stable `code` for programs, a message for people that says what to do. */
export class WhoWhenError extends Error {
  /**
   * @param {Declared['code']} code
   * @param {string} message
   * @param {ErrorOptions} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = 'WhoWhenError';
    this.code = code;
  }
}
