/** The shared parts of all command lines: options, failures, progress and charts. */
package io.eyewitness.theory.console;
