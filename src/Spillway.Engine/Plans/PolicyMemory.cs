namespace Spillway.Engine.Plans;

/// <summary>What a policy carries from one step to the next; part of the desk's state, never changed in place.</summary>
public abstract record PolicyMemory;
