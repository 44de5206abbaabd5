package twofold.nn.layer;

/** A layer made of layers: one input, one output, and any number of layers between them. */
public interface Composite extends Assembly, Layer {}
