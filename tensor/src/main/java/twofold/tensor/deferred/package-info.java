/**
 * The deferred graph: build first, run later.
 *
 * <p>Read {@link twofold.tensor.deferred.Node}, then {@link twofold.tensor.deferred.Graph}, then
 * {@link twofold.tensor.deferred.Session}.
 */
package twofold.tensor.deferred;
