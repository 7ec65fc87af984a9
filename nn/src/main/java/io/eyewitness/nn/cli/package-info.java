/** The command line: {@code ./eyewitness nn}. */
package io.eyewitness.nn.cli;
