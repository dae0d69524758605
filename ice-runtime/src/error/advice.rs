//! Advice: in comes an error of the service's and the request that got it, out goes what to change.
