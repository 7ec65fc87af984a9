/** Evidence: what passes between the modules, as files in one JSON form. */
package io.eyewitness.theory.evidence;
