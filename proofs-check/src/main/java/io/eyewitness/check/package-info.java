/** The independent checker: the gate over all evidence, the table and its report. */
package io.eyewitness.check;
