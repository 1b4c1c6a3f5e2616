//! Which server a store leads to, for whoever remembers it beside what waits for it. What such a
//! text says is [`ground::server`]'s.

use crate::{Access, Store};

impl Store {
    /// The server, as a text to be kept and compared with [`crate::same_server`].
    pub fn server(&self) -> String {
        let Access { provider, endpoint, region, .. } = &self.0.access;
        let namespace = self.0.namespace.get().map_or("", String::as_str);
        ground::server(provider, endpoint.as_ref(), region, namespace)
    }

    /// Whether another login leads to the same server, as far as their addresses tell. Two keys may
    /// open buckets of the same names there and not the same buckets.
    pub fn is_same_server(&self, other: &Self) -> bool {
        ground::same_address(&self.server(), &other.server())
    }

    /// Says which namespace its buckets are in, where the provider has several. Said once; later
    /// words count for nothing.
    pub fn set_namespace(&self, namespace: String) {
        self.0.namespace.get_or_init(|| namespace);
    }
}
