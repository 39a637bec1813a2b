/** Conversion of SDK shapes, JSON documents, policies and tags to and from the values of a spec. */
@NullMarked
package dev.setpoint.provider.aws.shape;

import org.jspecify.annotations.NullMarked;
