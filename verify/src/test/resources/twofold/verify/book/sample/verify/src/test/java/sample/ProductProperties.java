package sample;

class ProductProperties {
  @Property
  @Checks("product-definition")
  void isTheDefinition(@ForAll double[] a) {}
}
