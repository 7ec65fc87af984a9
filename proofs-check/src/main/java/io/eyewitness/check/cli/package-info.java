/** The command line: one class a command, and what they say of bad input. */
package io.eyewitness.check.cli;
