"""Official tables read by the place of their cells, where the document rules them."""
