/** Campaigns: long computations as lists of small parts that any machine may compute. */
package io.eyewitness.theory.part;
