using Xunit.Sdk;
using Xunit.v3;

// Three collections: the shared demonstration, what needs none, and the pictures, which have a demonstration to themselves where they are
// taken anew and wait for the other one then (OneDemonstration): no more than two run.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 3)]
