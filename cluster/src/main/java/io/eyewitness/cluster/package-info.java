/** Campaigns on Apache Spark: parts are tasks. */
package io.eyewitness.cluster;
