namespace Spillway.Simulation.World;

/// <summary>What a machine answers to an instruction.</summary>
public abstract record InstructionAnswer
{
    private InstructionAnswer()
    {
    }

    /// <summary>It says yes; whether it then does it is another matter.</summary>
    public sealed record Accepted : InstructionAnswer;

    /// <summary>It says no.</summary>
    /// <param name="Reason">Why, in plain words; the protocol finds its own.</param>
    public sealed record Refused(string Reason) : InstructionAnswer;
}
