(** Row 5: networks are piecewise affine, and piecewise affine functions are continuous. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements Points Distances Networks Compactness.
Open Scope R_scope.

Notation aff d := (point d * R)%type.
Notation poly d := (list (aff d)).

Lemma affine_value_lin d (l l' : aff d) a b x :
  affine_value (lin2 a b (fst l) (fst l'), a * snd l + b * snd l') x = a * affine_value l x + b * affine_value l' x.
Proof. unfold affine_value; simpl; rewrite dot_lin2; ring. Qed.

Lemma inside_app d (Q Q' : poly d) x : inside (Q ++ Q') x <-> inside Q x /\ inside Q' x.
Proof.
  unfold inside; split.
  - intros H; split; intros l I; apply H, in_or_app; auto.
  - intros [H H'] l I; apply in_app_or in I; destruct I; auto.
Qed.
Lemma inside_cons d (l : aff d) Q x : inside (l :: Q) x <-> 0 <= affine_value l x /\ inside Q x.
Proof.
  unfold inside; split.
  - intros H; split; [|intros l' I]; apply H; simpl; auto.
  - intros [H H'] l' [<-|I]; auto.
Qed.

Lemma piecewise_affine_lin d (f g : fn d) a b : piecewise_affine f -> piecewise_affine g ->
  piecewise_affine (fun x => a * f x + b * g x).
Proof.
  intros (P & C & E) (P' & C' & E').
  exists (map (fun pq => (fst (fst pq) ++ fst (snd pq),
     (lin2 a b (fst (snd (fst pq))) (fst (snd (snd pq))),
      a * snd (snd (fst pq)) + b * snd (snd (snd pq))))) (list_prod P P')); split.
  - intros x Hx; destruct (C x Hx) as (p & Ip & Hp), (C' x Hx) as (p' & Ip' & Hp').
    eexists; split; [apply in_map, (in_prod _ _ p p'); auto|].
    simpl; apply inside_app; auto.
  - intros r x I Hx Hr; apply in_map_iff in I; destruct I as ((p & p') & <- & I).
    apply in_prod_iff in I; destruct I as [Ip Ip'].
    cbn [fst snd] in *; apply inside_app in Hr; destruct Hr as [Hp Hp'].
    rewrite affine_value_lin, (E p x), (E' p' x); auto.
Qed.

Definition neg {d} (l : aff d) : aff d := (lin2 (-1) 0 (fst l) (fst l), -1 * snd l + 0 * snd l).
Lemma affine_value_neg d (l : aff d) x : affine_value (neg l) x = - affine_value l x.
Proof. unfold neg; rewrite affine_value_lin; ring. Qed.

Lemma piecewise_affine_relu d (f : fn d) : piecewise_affine f -> piecewise_affine (fun x => relu (f x)).
Proof.
  intros (P & C & E).
  exists (map (fun p => (snd p :: fst p, snd p)) P ++
          map (fun p => (neg (snd p) :: fst p, (diag d 0, 0))) P); split.
  - intros x Hx; destruct (C x Hx) as (p & Ip & Hp).
    destruct (Rle_dec 0 (affine_value (snd p) x)) as [N|N].
    + exists (snd p :: fst p, snd p); split.
      * apply in_or_app; left; apply (in_map (fun p => (snd p :: fst p, snd p))); auto.
      * apply inside_cons; auto.
    + exists (neg (snd p) :: fst p, (diag d 0, 0)); split.
      * apply in_or_app; right; apply (in_map (fun p => (neg (snd p) :: fst p, (diag d 0, 0)))); auto.
      * apply inside_cons; rewrite affine_value_neg; split; [lra|auto].
  - intros r x I Hx Hr; apply in_app_or in I.
    destruct I as [I|I]; apply in_map_iff in I; destruct I as (p & <- & Ip);
      cbn [fst snd] in *; apply inside_cons in Hr; destruct Hr as [H1 H2]; rewrite (E p x Ip Hx H2).
    + apply relu_pos, H1.
    + rewrite affine_value_neg in H1; rewrite relu_neg by lra.
      unfold affine_value; cbn [fst snd]; rewrite dot_zero; ring.
Qed.

Lemma relu_fn_piecewise_affine d (f : fn d) : relu_fn f -> piecewise_affine f.
Proof.
  induction 1 as [w c|f _ H|a b f g _ H _ H'|f g _ (P & C & E) Efg].
  - exists ((nil, (w, c)) :: nil); split.
    + intros x _; exists (nil, (w, c)); split; [left; auto|intros l []].
    + intros p x [<-|[]] _ _; reflexivity.
  - apply piecewise_affine_relu, H.
  - apply piecewise_affine_lin; auto.
  - exists P; split; auto; intros p x I Hx Hp; rewrite Efg; auto.
Qed.

Lemma network_piecewise_affine d (f : fn d) : network f -> piecewise_affine f.
Proof.
  intros H; apply network_relu_fn in H; destruct H as (g & G & E).
  destruct (relu_fn_piecewise_affine _ _ G) as (P & C & Eg); exists P; split; auto.
  intros p x I Hx Hp; rewrite E by auto; auto.
Qed.

(** ** Continuity: the pieces are closed, and agree where they meet *)
Lemma aff_cont d (l : point d * R) : exists G, 0 <= G /\
  forall x y, Rabs (affine_value l x - affine_value l y) <= G * l1 x y.
Proof.
  destruct (dot_lip d (fst l)) as (G & HG & H); exists G; split; auto; intros x y; unfold affine_value.
  replace (dot (fst l) x + snd l - (dot (fst l) y + snd l)) with (dot (fst l) x - dot (fst l) y) by ring; auto.
Qed.

(** a closed polyhedron that does not hold x leaves out a ball around x *)
Lemma poly_closed d (Q : list (point d * R)) x :
  inside Q x \/ exists r, 0 < r /\ forall y, l1 x y < r -> ~ inside Q y.
Proof.
  induction Q as [|l Q [IH|(r & Hr & IH)]].
  - left; intros l [].
  - destruct (Rle_dec 0 (affine_value l x)) as [N|N].
    + left; apply inside_cons; auto.
    + right; destruct (aff_cont d l) as (G & HG & H).
      exists (- affine_value l x / (G + 1)); split; [apply Rdiv_lt_0_compat; lra|].
      intros y Hy I; apply inside_cons in I; destruct I as [I _].
      specialize (H x y); apply Rabs_le_inv in H.
      apply (Rmult_lt_compat_l (G + 1)) in Hy; [|lra].
      replace ((G + 1) * (- affine_value l x / (G + 1))) with (- affine_value l x) in Hy by (field; lra).
      pose proof (l1_nonneg x y); nra.
  - right; exists r; split; auto; intros y Hy I; apply inside_cons in I; apply (IH y Hy), I.
Qed.

Theorem piecewise_affine_continuous d (f : fn d) : piecewise_affine f -> continuous_on_cube f.
Proof.
  intros (P & C & E) x e Hx He.
  assert (H : exists r, 0 < r /\ forall y, cube y -> l1 x y < r ->
    forall p, In p P -> inside (fst p) y -> Rabs (f x - f y) < e).
  { clear C; induction P as [|p P IH].
    - exists 1; split; [lra|intros y _ _ p []].
    - destruct IH as (r & Hr & IH); [intros q z Iq; apply E; right; auto|].
      destruct (poly_closed d (fst p) x) as [I|(r' & Hr' & N)].
      + destruct (aff_cont d (snd p)) as (G & HG & H).
        exists (Rmin r (e / (G + 1))); split.
        { apply Rmin_glb_lt; auto; apply Rdiv_lt_0_compat; lra. }
        intros y Hy Hd q [<-|Iq] Hq.
        * rewrite (E p x), (E p y) by (auto; left; auto).
          eapply Rle_lt_trans; [apply H|].
          pose proof (Rmin_r r (e / (G + 1))).
          assert (Hd' : l1 x y < e / (G + 1)) by lra.
          apply (Rmult_lt_compat_l (G + 1)) in Hd'; [|lra].
          replace ((G + 1) * (e / (G + 1))) with e in Hd' by (field; lra).
          pose proof (l1_nonneg x y); nra.
        * apply (IH y Hy) with (p := q); auto; eapply Rlt_le_trans; [exact Hd|apply Rmin_l].
      + exists (Rmin r r'); split; [apply Rmin_glb_lt; auto|].
        intros y Hy Hd q [<-|Iq] Hq.
        * exfalso; apply (N y); auto; eapply Rlt_le_trans; [exact Hd|apply Rmin_r].
        * apply (IH y Hy) with (p := q); auto; eapply Rlt_le_trans; [exact Hd|apply Rmin_l]. }
  destruct H as (r & Hr & H); exists r; split; auto; intros y Hy Hd.
  destruct (C y Hy) as (p & Ip & Hp); eapply H; eauto.
Qed.

Corollary piecewise_affine_has_vis d (f : fn d) : piecewise_affine f -> has_vis f.
Proof. intros F; apply continuous_has_vis, piecewise_affine_continuous, F. Qed.
