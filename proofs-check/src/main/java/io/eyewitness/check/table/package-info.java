/** The table as a run: the production of its evidence, the examination, the decision and the report, one after the other. */
package io.eyewitness.check.table;
