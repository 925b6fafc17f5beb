using Xunit.Sdk;
using Xunit.v3;

// Most of them start a site of thousands of emulated machines: two of those at once on two cores would both be late.
[assembly: Parallelization(Mode = ParallelMode.None)]
