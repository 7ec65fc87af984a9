/** The command line of clusters. */
package io.eyewitness.cluster.cli;
