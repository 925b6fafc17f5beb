using Xunit.Sdk;
using Xunit.v3;

// They wait for processes and clocks more than they reckon: a third beside the two of two cores costs the others little.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 3)]
