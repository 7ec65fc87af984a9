/** Theorem 1 made executable: any decoder, an external program too, meets a function that it errs on. */
package io.eyewitness.check.defeat;
