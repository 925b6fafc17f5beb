using Xunit.Sdk;
using Xunit.v3;

// Three collections: the shared demonstration, the test that has one to itself, and what needs none. The first two wait for one another
// (OneDemonstration), so that no more than two run.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 3)]
